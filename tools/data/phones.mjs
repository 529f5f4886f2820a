// Writes phones.json: per country its calling code, the pattern and the lengths of its national numbers, and how a national prefix
// is taken off. Source: Google's libphonenumber metadata as libphonenumber-js carries it.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const { countries, country_calling_codes: callingCodes } = require('libphonenumber-js/metadata.max.json');
const { version } = require('libphonenumber-js/package.json');

/** Places of a country's array; see libphonenumber-js/source/metadata.js. */
const at = { code: 0, idd: 1, pattern: 2, lengths: 3, trunk: 5, trunkPattern: 7, rewrite: 8, leading: 10, types: 11 };

/** China by its own rules: every mobile range that the ministry may still open, landlines by their area codes, 400, 800 and 950. */
function china(plan) {
  const [fixedLine] = plan[at.types][0];
  return { pattern: `1[3-9]\\d{9}|${fixedLine}|[48]00\\d{7}|950\\d{7,8}`, lengths: [9, 10, 11], trunkPattern: undefined };
}

const plans = Object.entries(countries).map(([country, plan]) => {
  const kept = {
    code: plan[at.code],
    idd: plan[at.idd],
    pattern: plan[at.pattern],
    lengths: plan[at.lengths],
    trunk: plan[at.trunk] || undefined,
    trunkPattern: plan[at.trunkPattern] || undefined,
    rewrite: plan[at.rewrite] || undefined,
    leading: plan[at.leading] || undefined,
    ...(country === 'CN' ? china(plan) : {}),
  };
  return `    ${JSON.stringify(country)}: ${JSON.stringify(kept)}`;
});

writeFileSync(
  new URL('../../src/FormsHub.Core/Fields/Data/phones.json', import.meta.url),
  `{
  "source": "libphonenumber-js ${version}, made by tools/data/phones.mjs",
  "callingCodes": ${JSON.stringify(callingCodes)},
  "countries": {
${plans.join(',\n')}
  }
}
`,
);
