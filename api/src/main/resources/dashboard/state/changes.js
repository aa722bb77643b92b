// What the user does with the changes of each session: comments that are not sent yet, files that were seen, and the form of
// the diff. It outlives the dialog, so that a look at something else loses no comment.
import {versionOf} from './diff.js';

export const noReview = {
  comments: [],             // {file, line, side, quote, text}; the side is old for a removed line, otherwise new
  place: null,              // {file, line, side, quote} on which a comment is being written
  seen: {},                 // path → version of the file's changes
  opened: {},               // path → true or false if the user has opened or folded the file
  looked: null,             // path → version of the file's changes when the user last looked; null before the first look
  isSplit: false,
  onlyNew: false,
  ignoresSpace: false,
};

/** @param reviews by the name of the session */
export const reviewOf = (reviews, name) => reviews[name] ?? noReview;

const CHANGES = {
  placeChosen: (review, {place}) => ({...review, place: samePlace(review.place, place) ? null : place}),
  commented: (review, {text}) => (review.place && text
    ? {...review, comments: [...review.comments, {...review.place, text}], place: null} : {...review, place: null}),
  commentDropped: (review, {index}) => ({...review, comments: review.comments.filter((_, i) => i !== index)}),
  commentsSent: (review) => ({...review, comments: [], place: null}),
  fileSeen: (review, {path, version}) => {
    const {[path]: before, ...others} = review.seen;
    return {...review, seen: before === version ? others : {...others, [path]: version}, opened: {...review.opened, [path]: before === version}};
  },
  fileOpened: (review, {path, isOpen}) => ({...review, opened: {...review.opened, [path]: isOpen}}),
  diffForm: (review, {change}) => ({...review, ...change}),
};

/** @param dialog that shows changes, if it is open */
export function changeReviews(reviews, action, dialog = null) {
  if (action.type === 'reviewsRead') return {...read(action.reviews), ...reviews};
  if (action.type === 'dialogClosed' && action.id === 'changes' && dialog?.files) return afterLook(reviews, dialog);
  const change = CHANGES[action.type];
  return change ? {...reviews, [action.name]: change(reviewOf(reviews, action.name), action)} : reviews;
}

/** An earlier version of the page may have kept less. */
const read = (reviews) => Object.fromEntries(Object.entries(reviews).map(([name, review]) => [name, {...noReview, ...review}]));

function afterLook(reviews, {name, files}) {
  const looked = Object.fromEntries(files.map((file) => [file.path, versionOf(file)]));
  return {...reviews, [name]: {...reviewOf(reviews, name), looked, onlyNew: false}};
}

/** True if the file is not as it was when the user last looked. */
export const isNew = ({looked}, file) => Boolean(looked) && looked[file.path] !== versionOf(file);

export const samePlace = (one, other) =>
  Boolean(one && other) && one.file === other.file && one.line === other.line && one.side === other.side;

export const isSeen = (review, file) => review.seen[file.path] === versionOf(file);

/** The points of reviewers that name a place such as `src/a.js:3` in one of these files. */
export function pointsIn(session, files) {
  const reviews = session?.teamwork?.reviews ?? [];
  return reviews.flatMap(({reviewer, points = []}) => points.flatMap((text) => {
    const [, path, line] = /([\w./@+-]+\.[\w]+):(\d+)/.exec(text) ?? [];
    const file = path && files.find((one) => one.path === path || one.path.endsWith(`/${path}`) || path.endsWith(`/${one.path}`));
    return file ? [{file: file.path, line: Number(line), who: reviewer, text}] : [];
  }));
}

/** The message that a batch of comments makes. */
export const messageOf = ({comments}, text) => ({
  text,
  comments: comments.map(({file, line, quote, text: said}) => ({file, line, quote, text: said})),
});
