import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { json, jsonLanguage, jsonParseLinter } from '@codemirror/lang-json';
import { syntaxTree } from '@codemirror/language';
import { linter, type Diagnostic } from '@codemirror/lint';
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';

type SyntaxNode = ReturnType<typeof syntaxTree>['topNode'];

/** What may stand under a name. */
interface Member {
  type: GraphQLInputType;
  description?: string | null | undefined;
  isDeprecated?: boolean;
  isRequired: boolean;
}
export type Members = Record<string, Member>;

/** What is said against variables. */
export interface VariableWords {
  unreadable: (reason: string) => string;
  unknown: (name: string) => string;
  missing: (name: string) => string;
  expected: (type: string) => string;
}

const setDeclared = StateEffect.define<Members>();
const declared = StateField.define<Members>({
  create: () => ({}),
  update: (value, { effects }) => effects.findLast((each) => each.is(setDeclared))?.value ?? value,
});

/** Tells the editor which variables the operation declares. */
export const declare = (view: EditorView, members: Members) =>
  view.dispatch({ effects: setDeclared.of(members) });

/** JSON that knows the variables of the operation beside it: completes them, and says what does not fit. */
export const variablesLanguage = (words: VariableWords): Extension => [
  json(),
  declared,
  jsonLanguage.data.of({ autocomplete: complete }),
  linter((view) => check(view, words), {
    needsRefresh: ({ startState, state }) => startState.field(declared) !== state.field(declared),
  }),
];

const membersOf = (type: GraphQLInputType | undefined): Members | undefined => {
  const named = type && getNullableType(type);
  if (!isInputObjectType(named)) return undefined;
  return Object.fromEntries(
    Object.values(named.getFields()).map((field) => [
      field.name,
      {
        type: field.type,
        description: field.description,
        isDeprecated: field.deprecationReason != null,
        isRequired: isRequiredInputField(field),
      },
    ]),
  );
};

/** What may stand in an object of the text. */
function membersAt(object: SyntaxNode, state: EditorState): Members | undefined {
  return object.parent === null || object.parent.type.isTop
    ? state.field(declared)
    : membersOf(typeAt(object, state));
}

/** What a value of the text is to be. */
function typeAt(value: SyntaxNode, state: EditorState): GraphQLInputType | undefined {
  const { parent } = value;
  if (parent?.name === 'Property' && parent.parent)
    return membersAt(parent.parent, state)?.[nameOf(parent, state) ?? '']?.type;
  if (parent?.name !== 'Array') return undefined;
  const list = typeAt(parent, state);
  const inner = list && getNullableType(list);
  return isListType(inner) ? inner.ofType : undefined;
}

function nameOf(property: SyntaxNode, state: EditorState): string | undefined {
  const name = property.getChild('PropertyName');
  return name ? unquoted(state.sliceDoc(name.from, name.to)) : undefined;
}

const unquoted = (text: string) => text.replace(/^"|"$/g, '');

function complete(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const word = context.matchBefore(/"?[\w$]*/);
  if (!context.explicit && (!word || word.from === word.to)) return null;
  const from = word?.from ?? pos;
  let at: SyntaxNode | null = syntaxTree(state).resolveInner(from, -1);
  if (at.name === '⚠' || at.name === ':' || at.name === ',') at = at.parent;
  const before = state.sliceDoc(0, from).trimEnd().at(-1);
  const object = closest(at, 'Object');
  if (object && (before === '{' || (before === ',' && closest(at, 'Array', 'Object')?.name !== 'Array'))) {
    const members = membersAt(object, state) ?? {};
    const given = object.getChildren('Property').map((each) => nameOf(each, state));
    const options = Object.entries(members)
      .filter(([name]) => !given.includes(name) || name === unquoted(word?.text ?? ''))
      .map(([name, member]) => keyOption(name, member));
    return options.length > 0 ? { from, options } : null;
  }
  const holder = closest(at, 'Property', 'Array');
  const type = holder && typeOfMember(holder, state);
  if (!type || (before !== ':' && before !== '[' && before !== ',')) return null;
  return { from, options: valueOptions(type) };
}

function typeOfMember(holder: SyntaxNode, state: EditorState): GraphQLInputType | undefined {
  if (holder.name === 'Property' && holder.parent)
    return membersAt(holder.parent, state)?.[nameOf(holder, state) ?? '']?.type;
  const list = typeAt(holder, state);
  const inner = list && getNullableType(list);
  return isListType(inner) ? inner.ofType : undefined;
}

function closest(node: SyntaxNode | null, ...names: string[]): SyntaxNode | null {
  let at = node;
  while (at && !names.includes(at.name)) at = at.parent;
  return at;
}

const keyOption = (name: string, { type, description, isDeprecated }: Member): Completion => ({
  label: `"${name}"`,
  detail: type.toString(),
  boost: isDeprecated ? -1 : 0,
  apply: written(`"${name}"`, ': '),
  ...(description ? { info: description } : {}),
});

function valueOptions(type: GraphQLInputType): Completion[] {
  const nullable = getNullableType(type);
  const options: Completion[] = isEnumType(nullable)
    ? nullable.getValues().map(({ name, description }) => ({
        label: `"${name}"`,
        apply: written(`"${name}"`),
        ...(description ? { info: description } : {}),
      }))
    : isListType(nullable)
      ? [{ label: '[]' }]
      : isInputObjectType(nullable)
        ? [{ label: '{}' }]
        : getNamedType(type).name === 'Boolean'
          ? [{ label: 'true' }, { label: 'false' }]
          : [];
  return isNonNullType(type) ? options : [...options, { label: 'null', boost: -1 }];
}

/** In place of what was begun, with the quote that the editor closed. */
const written =
  (text: string, behind = '') =>
  (view: EditorView, _: Completion, from: number, to: number) => {
    const rest = view.state.sliceDoc(to, to + 20);
    const end = rest.startsWith('"') ? to + 1 : to;
    const isFollowed = /^"?\s*:/.test(rest);
    const insert = text + (behind !== '' && isFollowed ? '' : behind);
    view.dispatch({ changes: { from, to: end, insert }, selection: { anchor: from + insert.length } });
  };

function check(view: EditorView, words: VariableWords): Diagnostic[] {
  const { state } = view;
  if (state.doc.toString().trim() === '') return [];
  const unreadable = jsonParseLinter()(view);
  if (unreadable.length > 0)
    return unreadable.map((each) => ({ ...each, message: words.unreadable(each.message) }));
  const found: Diagnostic[] = [];
  const tell = ({ from, to }: SyntaxNode, message: string) =>
    found.push({ from, to, severity: 'error', message });
  syntaxTree(state).iterate({
    enter: ({ node, name }) => {
      if (name === 'Object') {
        const members = membersAt(node, state);
        if (!members) return;
        const given = node.getChildren('Property').map((each) => nameOf(each, state) ?? '');
        for (const [missing, { isRequired }] of Object.entries(members))
          if (isRequired && !given.includes(missing))
            found.push({
              from: node.from,
              to: node.from + 1,
              severity: 'error',
              message: words.missing(missing),
            });
      } else if (name === 'PropertyName' && node.parent?.parent) {
        const members = membersAt(node.parent.parent, state);
        const own = unquoted(state.sliceDoc(node.from, node.to));
        if (members && !(own in members)) tell(node, words.unknown(own));
      } else if (isValue(name)) {
        const type = typeAt(node, state);
        if (type && !fits(type, name, state.sliceDoc(node.from, node.to)))
          tell(node, words.expected(type.toString()));
      }
    },
  });
  return found;
}

const values = ['String', 'Number', 'True', 'False', 'Null', 'Object', 'Array'];
const isValue = (name: string) => values.includes(name);

/** Whether JSON of that kind can be a value of the type, as far as the schema says; scalars of its own say more on the server. */
function fits(type: GraphQLInputType, kind: string, text: string): boolean {
  if (kind === 'Null') return !isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) return kind === 'Array' || fits(nullable.ofType, kind, text);
  if (isInputObjectType(nullable)) return kind === 'Object';
  if (isEnumType(nullable)) return kind === 'String' && nullable.getValue(unquoted(text)) != null;
  const { name } = getNamedType(type);
  if (name === 'Boolean') return kind === 'True' || kind === 'False';
  if (name === 'Int') return kind === 'Number' && /^-?\d+$/.test(text);
  if (name === 'Float') return kind === 'Number';
  if (name === 'String') return kind === 'String';
  if (name === 'ID') return kind === 'String' || kind === 'Number';
  return true;
}
