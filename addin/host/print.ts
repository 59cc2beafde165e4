import type { WorksheetModel } from '../../core';

const absolute = (range: string): string => range.split(':').map((end) => `$${end}`).join(':');

const longestFooter = 180;

/** A4, as wide as so many pages, headers repeated, title, tab and page below. */
export const setUpPrint = (sheet: Excel.Worksheet, { print }: WorksheetModel, title: string): void => {
  const { pageLayout } = sheet;
  pageLayout.set({
    paperSize: 'A4', orientation: print.isLandscape ? 'Landscape' : 'Portrait', centerHorizontally: print.isOnePage,
    zoom: { horizontalFitToPages: print.pagesWide, ...(print.isOnePage && { verticalFitToPages: 1 }) },
  });
  pageLayout.setPrintMargins('Inches', { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 });
  if (print.titleRows) pageLayout.setPrintTitleRows(absolute(print.titleRows));
  if (print.titleColumns) pageLayout.setPrintTitleColumns(absolute(print.titleColumns));
  // "&" begins a code; two stand for one.
  pageLayout.headersFooters.defaultForAllPages.set({ leftFooter: title.replaceAll('&', '&&').slice(0, longestFooter), centerFooter: '&A', rightFooter: '&P / &N' });
};
