import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** What may stand in a field of Google's JSON, as far as the published types tell: whole numbers and doubles are both numbers there. */
export type Kind =
  | { readonly kind: 'any' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number' }
  | { readonly kind: 'string' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: Kind }
  | { readonly kind: 'map'; readonly of: Kind }
  | { readonly kind: 'message'; readonly name: string }
  | { readonly kind: 'object'; readonly fields: Fields };
export type Fields = ReadonlyMap<string, Kind>;
/** Every message of an API by its name. */
export type Messages = ReadonlyMap<string, Fields>;

/** What googleapis takes beside Google's parameters. */
const OF_THE_CLIENT = new Set(['auth', 'media']);
const nameOf = (member: ts.PropertySignature): string => member.name.getText().replaceAll(/['"]/g, '');
const fieldsOf = (members: ts.NodeArray<ts.TypeElement>): Fields => new Map(members.filter(ts.isPropertySignature).filter((member) => !OF_THE_CLIENT.has(nameOf(member))).map((member) => [nameOf(member), kindOf(member.type)]));

const isLiteral = (node: ts.TypeNode): node is ts.LiteralTypeNode => ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal);
const literal = (node: ts.TypeNode): string => node.getText().slice(1, -1);

/** Of a union with null, as googleapis writes its optional fields, the rest counts. */
const unionKind = (node: ts.UnionTypeNode): Kind => {
  const types = node.types.filter((type) => !(ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword));
  if (types.every(isLiteral)) return { kind: 'enum', values: types.map(literal) };
  // A list of an enum is printed without the brackets it needs: `'MONDAY' | 'SUNDAY'[]`.
  const unbracketed = types.map((type) => (ts.isArrayTypeNode(type) ? type.elementType : type));
  if (types.length > 1 && unbracketed.every(isLiteral)) return { kind: 'list', of: { kind: 'enum', values: unbracketed.map(literal) } };
  if (types.length !== 1) throw new Error(`a union that the schema has no word for: ${node.getText()}`);
  return kindOf(types[0]);
};

const scalars = new Map<ts.SyntaxKind, Kind>([
  [ts.SyntaxKind.StringKeyword, { kind: 'string' }],
  [ts.SyntaxKind.NumberKeyword, { kind: 'number' }],
  [ts.SyntaxKind.BooleanKeyword, { kind: 'boolean' }],
  [ts.SyntaxKind.AnyKeyword, { kind: 'any' }],
]);

const kindOf = (node: ts.TypeNode | undefined): Kind => {
  if (!node) throw new Error('a field without a type');
  if (ts.isParenthesizedTypeNode(node)) return kindOf(node.type);
  if (ts.isUnionTypeNode(node)) return unionKind(node);
  if (isLiteral(node)) return { kind: 'enum', values: [literal(node)] };
  if (ts.isArrayTypeNode(node)) return { kind: 'list', of: kindOf(node.elementType) };
  if (ts.isMappedTypeNode(node)) return { kind: 'map', of: kindOf(node.type) };
  if (ts.isTypeLiteralNode(node)) return literalKind(node);
  if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Array') return { kind: 'list', of: kindOf(node.typeArguments?.[0]) };
  if (ts.isTypeReferenceNode(node)) return { kind: 'message', name: node.typeName.getText().replace(/^Schema\$/, '') };
  const scalar = scalars.get(node.kind);
  if (!scalar) throw new Error(`a type that the schema has no word for: ${node.getText()}`);
  return scalar;
};

const literalKind = (node: ts.TypeLiteralNode): Kind => {
  const [index] = node.members.filter(ts.isIndexSignatureDeclaration);
  return index ? { kind: 'map', of: kindOf(index.type) } : { kind: 'object', fields: fieldsOf(node.members) };
};

/** The interfaces of a declaration file, by name, wherever they are nested. */
export const readInterfaces = (file: string): Map<string, ts.InterfaceDeclaration> => {
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node)) found.set(node.name.text, node);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
};

/** The fields of those interfaces that `messageOf` has a name for. */
export const readMessages = (file: string, messageOf: (interfaceName: string) => string | undefined): Messages => {
  const messages = new Map<string, Fields>();
  for (const [name, node] of readInterfaces(file)) {
    const message = messageOf(name);
    if (message !== undefined) messages.set(message, fieldsOf(node.members));
  }
  return messages;
};
