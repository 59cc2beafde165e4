/** Text that every host can hold: no control characters but tab and line feed, no lone surrogates, no U+FFFE or U+FFFF. */
export const plainText = /^(?:[\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff])*$/;
