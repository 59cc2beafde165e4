import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { readMessages, type Fields, type Kind } from './read-types';

/** A method of an API, as googleapis calls it. */
export interface ApiMethod {
  /** As in Google's reference: `spreadsheets.values.batchGet`. */
  readonly id: string;
  readonly verb: string;
  /** With its parameters in braces: `/v4/spreadsheets/{spreadsheetId}/values/{range}:append`. */
  readonly path: string;
  /** Where a body with a file is sent, if the method takes one. */
  readonly uploadPath?: string;
  readonly required: readonly string[];
  /** Parameters of path and query. */
  readonly parameters: Fields;
  /** The message that the body is, if it has one. */
  readonly body?: string;
}

const property = (node: ts.Node, name: string): ts.Expression | undefined => {
  let found: ts.Expression | undefined;
  const visit = (child: ts.Node): void => {
    if (!found && ts.isPropertyAssignment(child) && child.name.getText() === name) found = child.initializer;
    else if (!found) ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
};

/** Of `(rootUrl + '/v4/spreadsheets').replace(…)` the text; of a list of texts each. */
const textsIn = (node: ts.Node | undefined): readonly string[] => {
  const texts: string[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isStringLiteral(child)) texts.push(child.text);
    else ts.forEachChild(child, visit);
  };
  if (node) visit(node);
  return texts;
};
const pathIn = (node: ts.Node | undefined): string | undefined => textsIn(node).find((text) => text.startsWith('/'));

const lowerFirst = (text: string): string => text[0]!.toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text[0]!.toUpperCase() + text.slice(1).toLowerCase();

const methodsOfClass = (node: ts.ClassDeclaration): readonly { name: string; resource: string; body: ts.Node }[] => {
  const resource = node.name?.text.replace(/^Resource\$/, '') ?? '';
  return node.members.filter(ts.isMethodDeclaration).flatMap((method) => (method.body ? [{ name: method.name.getText(), resource, body: method.body }] : []));
};

const classesIn = (source: ts.SourceFile): readonly ts.ClassDeclaration[] => {
  const classes: ts.ClassDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node)) classes.push(node);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return classes.filter((node) => node.name?.text.startsWith('Resource$'));
};

const bodyName = (kind: Kind | undefined): string | undefined => (kind?.kind === 'message' ? kind.name : undefined);

/** The methods of an API: its paths and verbs from what googleapis runs (`v4.js`), its parameters and bodies from what it declares (`v4.d.ts`). */
export const readMethods = (script: string, declarations: string): readonly ApiMethod[] => {
  const parameters = readMessages(declarations, (name) => (name.startsWith('Params$Resource$') ? name.slice('Params$Resource$'.length) : undefined));
  const standard = readMessages(declarations, (name) => (name === 'StandardParameters' ? name : undefined)).get('StandardParameters') ?? new Map<string, Kind>();
  const source = ts.createSourceFile(script, readFileSync(script, 'utf8'), ts.ScriptTarget.Latest, true);
  return classesIn(source).flatMap(methodsOfClass).flatMap(({ name, resource, body }): readonly ApiMethod[] => {
    const path = pathIn(property(body, 'url'));
    if (path === undefined) return [];
    const own = parameters.get(`${resource}$${upperFirst(name)}`) ?? new Map<string, Kind>();
    const all = new Map([...standard, ...own].filter(([key]) => key !== 'requestBody'));
    const [verb] = textsIn(property(body, 'method'));
    const id = [...resource.split('$').map(lowerFirst), name].join('.').replace('developermetadata', 'developerMetadata');
    return [{ id, verb: verb ?? 'GET', path, uploadPath: pathIn(property(body, 'mediaUrl')), required: textsIn(property(body, 'requiredParams')), parameters: all, body: bodyName(own.get('requestBody')) }];
  });
};
