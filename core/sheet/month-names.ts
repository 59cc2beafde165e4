/** Short names of the months, January first. */
export const monthNames = {
  nb: ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'],
  nn: ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'],
  sv: ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

/** Names of the quarters, in a narrow column. */
export const quarterNames = {
  nb: ['1. kv.', '2. kv.', '3. kv.', '4. kv.'],
  nn: ['1. kv.', '2. kv.', '3. kv.', '4. kv.'],
  sv: ['kv. 1', 'kv. 2', 'kv. 3', 'kv. 4'],
  en: ['Q1', 'Q2', 'Q3', 'Q4'],
} as const;
