import {timeOf} from './format.js';
import {h} from './h.js';

/** A time of day, with the exact time as its title. */
export const timeElement = (at, text = timeOf(at)) => h('time', {datetime: at, title: at}, text);
