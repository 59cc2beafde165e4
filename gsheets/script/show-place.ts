const cellPattern = /^\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(:\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?$/i;

const unquote = (name: string): string => (/^'.*'$/.test(name) ? name.slice(1, -1).replace(/''/g, "'") : name);

/** Shows a place to the person: "Tiltak!F12", "'Mine tall'!A1", "Tiltak". False where it is not, or is hidden. */
export const showPlace = (place: string): boolean => {
  const at = place.lastIndexOf('!');
  const cells = at > 0 && cellPattern.test(place.slice(at + 1)) ? place.slice(at + 1) : 'A1';
  const tab = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(unquote(at > 0 ? place.slice(0, at) : place));
  if (!tab || tab.isSheetHidden()) return false;
  try {
    tab.getRange(cells).activate();
    return true;
  } catch {
    return false; // beyond the last row or column
  }
};
