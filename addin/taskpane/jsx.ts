/** What the elements of the page's files become; the build puts it in front of them. */
export { Fragment, h } from 'preact';
