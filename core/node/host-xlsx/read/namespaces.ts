const both = (transitional: string, strict: string): ReadonlySet<string> => new Set([transitional, strict]);

const OOXML = 'http://schemas.openxmlformats.org';
const STRICT = 'http://purl.oclc.org/ooxml';

/** Each namespace of the workbook format in its two spellings: transitional and strict. */
export const SPREADSHEET = both(`${OOXML}/spreadsheetml/2006/main`, `${STRICT}/spreadsheetml/main`);
/** Of `r:id` attributes, and in front of most relationship types. */
export const RELATIONSHIPS = both(`${OOXML}/officeDocument/2006/relationships`, `${STRICT}/officeDocument/relationships`);

export const PACKAGE_RELATIONSHIPS = `${OOXML}/package/2006/relationships`;
export const CONTENT_TYPES = `${OOXML}/package/2006/content-types`;
