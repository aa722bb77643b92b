// What the user has typed into forms and not sent: it is kept until it is sent.

/** Submit buttons have values of their own, and a tick is quickly made again. */
const NOT_TYPED = ['submit', 'button', 'checkbox'];

/** The values of a form's fields that have a name; a field that is empty is left out. */
export function valuesOf(form) {
  const fields = [...form.elements].filter(({name, type}) => name && !NOT_TYPED.includes(type));
  return Object.fromEntries(fields.map(({name, value}) => [name, value]).filter(([, value]) => value));
}

export function fill(form, values) {
  for (const field of form.elements) if (field.name && values[field.name] !== undefined) field.value = values[field.name];
}

/**
 * @param storage as the browser's sessionStorage
 * @return {save(key, values), read(key), drop(key)}
 */
export function createDrafts(storage) {
  const name = (key) => `orchestrator.draft ${key}`;
  return {
    save(key, values) {
      if (!Object.keys(values).length) return storage.removeItem(name(key));
      try {
        storage.setItem(name(key), JSON.stringify(values));
      } catch {
        // The storage is full: the draft lives as long as its form.
      }
    },
    read: (key) => JSON.parse(storage.getItem(name(key)) ?? '{}'),
    drop: (key) => storage.removeItem(name(key)),
  };
}
