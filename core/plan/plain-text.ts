/** Text that every host can hold: no control characters but tab and line feed, no lone surrogates, no U+FFFE or U+FFFF. */
export const plainText = /^(?:[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff])*$/;

/** The beginning of a text, of at most this many code units, that ends in no half sign. */
export const cutText = (text: string, most: number): string => (text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, ''));
