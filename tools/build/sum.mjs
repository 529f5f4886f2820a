// Adds up the result files of a test run and prints the last line of ./test.sh. Standard input: names of steps that failed.
// A step that failed without a failed test of its own (a build, a crash) counts as one failure, so nothing red looks green.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const failedSteps = readFileSync(0, 'utf8').split('\n').filter(Boolean);
const total = { passed: 0, failed: 0, skipped: 0 };
const stepsWithFailedTests = new Set();

function add(step, passed, failed, skipped) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) stepsWithFailedTests.add(step);
}

// Beside the results lie pictures that tests take, in a folder of their own.
for (const file of readdirSync(folder).filter((name) => name.endsWith('.trx') || name === 'ui.json')) {
  const text = readFileSync(join(folder, file), 'utf8');
  if (file.endsWith('.trx')) {
    const outcomes = [...text.matchAll(/<UnitTestResult\b[^>]*\boutcome="(\w+)"/g)].map((match) => match[1]);
    const passed = outcomes.filter((outcome) => outcome === 'Passed').length;
    const skipped = outcomes.filter((outcome) => outcome === 'NotExecuted').length;
    add(file.slice(0, -'.trx'.length), passed, outcomes.length - passed - skipped, skipped);
  }
  if (file === 'ui.json') {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(text);
    add('UI tests', numPassedTests, numFailedTests, numPendingTests + numTodoTests);
  }
}

total.failed += failedSteps.filter((step) => !stepsWithFailedTests.has(step)).length;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
