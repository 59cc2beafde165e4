/** What the published types do not tell, and the reference does. */

/** Numbers that may have a fraction; every other number of the Sheets API is a whole one of 32 bits. */
export const DOUBLES: ReadonlySet<string> = new Set([
  'numberValue', 'alpha', 'red', 'green', 'blue', 'bubbleOpacity', 'viewWindowMax', 'viewWindowMin', 'minValue', 'maxValue', 'intervalSize', 'bucketSize', 'outlierPercentile',
  'start', 'end', 'interval', 'convergenceThreshold', 'pieHole', 'scaleFactor', 'size',
]);

/** Messages of whose fields at most one may be set, and what Google calls the choice. */
export const CHOICES: Readonly<Record<string, { readonly name: string; readonly fields: readonly string[] | 'all' }>> = {
  Request: { name: 'kind', fields: 'all' },
  ExtendedValue: { name: 'value', fields: 'all' },
  ConditionalFormatRule: { name: 'rule', fields: ['booleanRule', 'gradientRule'] },
  ColorStyle: { name: 'kind', fields: 'all' },
  UpdateCellsRequest: { name: 'area', fields: ['start', 'range'] },
  DeveloperMetadataLocation: { name: 'location', fields: ['spreadsheet', 'sheetId', 'dimensionRange'] },
  DataFilter: { name: 'filter', fields: 'all' },
  EmbeddedObjectPosition: { name: 'location', fields: ['sheetId', 'overlayPosition', 'newSheet'] },
  AutoResizeDimensionsRequest: { name: 'source_dimensions', fields: ['dimensions', 'dataSourceSheetDimensions'] },
  ChartSpec: {
    name: 'chart',
    fields: ['basicChart', 'pieChart', 'bubbleChart', 'candlestickChart', 'orgChart', 'histogramChart', 'waterfallChart', 'treemapChart', 'scorecardChart'],
  },
};

/** For each kind of request that has a field mask, the message that the mask is of. */
export const MASKED: Readonly<Record<string, string>> = {
  UpdateCellsRequest: 'CellData',
  RepeatCellRequest: 'CellData',
  AppendCellsRequest: 'CellData',
  UpdateSpreadsheetPropertiesRequest: 'SpreadsheetProperties',
  UpdateSheetPropertiesRequest: 'SheetProperties',
  UpdateDimensionPropertiesRequest: 'DimensionProperties',
  UpdateDimensionGroupRequest: 'DimensionGroup',
  UpdateNamedRangeRequest: 'NamedRange',
  UpdateProtectedRangeRequest: 'ProtectedRange',
  UpdateDeveloperMetadataRequest: 'DeveloperMetadata',
  UpdateFilterViewRequest: 'FilterView',
  UpdateBandingRequest: 'BandedRange',
  UpdateTableRequest: 'Table',
  UpdateEmbeddedObjectPositionRequest: 'EmbeddedObjectPosition',
  UpdateEmbeddedObjectBorderRequest: 'EmbeddedObjectBorder',
  UpdateSlicerSpecRequest: 'SlicerSpec',
  UpdateDataSourceRequest: 'DataSource',
};

/** Fields that the reference calls read-only and that are refused when they are sent, by the request that holds them. */
export const READ_ONLY: readonly { readonly message: string; readonly field: string }[] = [{ message: 'DeveloperMetadataLocation', field: 'locationType' }];
