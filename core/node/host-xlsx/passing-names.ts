/** A character of private use begins them, so that no formula names such a tab. */
const MARK = '\uE000';

/** The name that a tab has on its way from exceljs into a workbook: exceljs refuses or cuts some that other programs give. */
export const passingName = (index: number): string => `${MARK}${index + 1}`;

export const isPassingName = (name: string): boolean => name.startsWith(MARK);
