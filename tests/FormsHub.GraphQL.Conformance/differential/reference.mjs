import { GraphQLError, parse, print, specifiedRules, validate } from 'graphql';
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

/** What the reference implementation answers to a line of the conformance console. */
export function reference({ schema, document, parseOnly, print: printed, sdlOnly }) {
  let tree;
  try {
    // Selections without a selection are not in the specification's grammar.
    tree = parse(document, { allowEmptySelectionSets: false });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [answered(error)] };
  }
  const errors = parseOnly ? [] : sdlOnly ? validateSDL(tree, schema, sdlRules) : validate(schema, tree, rules);
  return { errors: errors.map(answered), ...(printed ? { printed: print(tree) } : {}) };
}

function answered({ message, locations, rule }) {
  return { message, locations: locations ?? [], ...(rule ? { rule } : {}) };
}
