/**
 * What a read asks for so that `frameRequests` can tell what is laid out as declared: masks, for the places they belong in. Of drop-downs and other rules only what
 * they allow: with their prompts they would be most of the answer.
 */
const metadata = 'developerMetadata(metadataId,metadataKey,metadataValue)';

/** Inside `sheets(…)`. */
export const frameSheetFields =
  `properties(sheetId,title,index,hidden,sheetType,tabColorStyle,gridProperties),merges,conditionalFormats,protectedRanges,basicFilter(range,criteria,filterSpecs),charts(chartId,spec),tables(tableId),${metadata}`;
/** Inside `data(…)`. */
export const frameColumnFields = `columnMetadata(hiddenByUser,pixelSize,${metadata})`;
/** Inside `data.rowMetadata(…)`. */
export const frameRowFields = 'pixelSize';
/** Inside `data.rowData.values(…)`. */
export const frameCellFields = 'dataValidation.condition';
