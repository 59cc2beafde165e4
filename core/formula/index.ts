export * from './node';
export { compile, criterionKey, evaluate, type EvaluationContext, type EvaluationTable, type Evaluator } from './evaluate';
export { codeSeparator, excel, google, print, quote, type Dialect, type PrintPlace } from './print';
export { readsOf, type ColumnRead } from './reads';
