import { GraphQLError, Kind, parse, print, specifiedRules, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { validateSDL } from 'graphql/validation/validate.js';

const nameOf = (rule) => rule.name.replace(/Rule$/, '');

let current;

/** Rules that note which of them is looking, so that an error can say by which it was reported. */
function tagged(rules) {
  return rules.map((rule) => (context) => {
    if (!Object.hasOwn(context, 'reportError')) {
      const report = context.reportError.bind(context);
      context.reportError = (error) => {
        error.rule = current;
        report(error);
      };
    }
    return noted(rule(context), nameOf(rule));
  });
}

function noted(visitor, name) {
  return Object.fromEntries(Object.entries(visitor).map(([key, look]) => [
    key,
    typeof look === 'object' ? noted(look, name) : function (...given) {
      current = name;
      return look.apply(this, given);
    },
  ]));
}

const rules = tagged(specifiedRules);
const sdlRules = tagged(specifiedSDLRules);

export const ruleNames = specifiedRules.map(nameOf);
export const sdlRuleNames = specifiedSDLRules.map(nameOf);

/** What the reference implementation answers to a line of the conformance console; undefined for what it takes beyond the specification. */
export function reference({ schema, document, variables, parseOnly, print: printed, sdlOnly }) {
  let tree;
  try {
    // Selections without a selection are not in the specification's grammar.
    tree = parse(document, { allowEmptySelectionSets: false });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [answered(error)] };
  }
  // Directives on directives are a draft, read by graphql-js since 17.1.
  if (tree.definitions.some((definition) => definition.kind === 'DirectiveExtension' || (definition.kind === Kind.DIRECTIVE_DEFINITION && definition.directives?.length))) return;

  let errors = parseOnly ? [] : sdlOnly ? validateSDL(tree, schema, sdlRules) : validate(schema, tree, rules);
  const operations = tree.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (variables && !errors.length && operations.length === 1)
    errors = getVariableValues(schema, operations[0].variableDefinitions ?? [], variables, { maxErrors: 50 }).errors ?? [];
  return { errors: errors.map(answered), ...(printed ? { printed: print(tree) } : {}) };
}

function answered({ message, locations, rule }) {
  return { message, locations: locations ?? [], ...(rule ? { rule } : {}) };
}
