// Imports modules of the dashboard by their path, such as views/list.js.
export const dashboard = new URL('../../../main/resources/dashboard/', import.meta.url);

export const load = (path) => import(new URL(path, dashboard));
