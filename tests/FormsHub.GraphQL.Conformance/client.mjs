// Does what docs/guides/graphql-clients.md says: types from the live schema, checked, compiled and run, in a folder of its own.
// FORMSHUB and FORMSHUB_TOKEN say where, and as whom.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'formshub-client-'));
try {
  cpSync(join(here, 'client'), folder, { recursive: true });
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const run = (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  run('node_modules/.bin/graphql-codegen', '--silent');
  run('node_modules/.bin/tsc', '--noEmit');
  run('node_modules/.bin/tsc');
  process.stdout.write(run('node', 'dist/contacts.js'));
} catch (error) {
  process.stdout.write(String(error.stdout ?? error));
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
