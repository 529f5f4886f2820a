import type { Change, Data, FormDefinition, RecordItem, Revision } from '@/api/types';

// A server in the memory of the tab, for work on screens without one: `VITE_FAKE=1 npm run dev`. It knows the shapes, not the rules.
const definitions = import.meta.glob<FormDefinition>('../../../templates/emergency-contacts/forms/*.json', {
  eager: true,
  import: 'default',
});
const samples = import.meta.glob<{ items: { ref: string; data: Data }[] }>(
  '../../../templates/emergency-contacts/samples/*.json',
  { eager: true, import: 'default' },
);

const me = {
  id: 'u1',
  userName: 'admin',
  displayName: '王芳',
  email: null,
  department: null,
  roles: ['administrator'],
  disabled: false,
};
const people = ['王芳', '李强', '赵磊'].map((title, n) => ({ id: `u${n + 1}`, title }));
const records = new Map<string, RecordItem[]>();
const revisions = new Map<string, Revision[]>();
const nameOf = (path: string) => path.replace(/.*\/|\.json/g, '');
const forms = Object.values(definitions);
const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
let changeSet = 0;

function resolve(value: unknown): unknown {
  if (value === '$me') return people[0];
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const { ref, $now, $today } = value as Record<string, string>;
  if (ref) return { id: ref.split(':')[1], title: ref };
  const days = Number(/-P(\d+)D/.exec($now ?? $today ?? '')?.[1] ?? 0);
  if ($now) return ago(days);
  if ($today) return ago(days).slice(0, 10);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
}

for (const definition of forms) {
  const items = Object.entries(samples).find(([path]) => nameOf(path) === definition.key)?.[1].items ?? [];
  const many = definition.key === 'contact' ? 5000 : items.length;
  records.set(
    definition.key,
    Array.from({ length: items.length > 0 ? many : 0 }, (_, n) => {
      const { ref, data } = items[n % items.length] as { ref: string; data: Data };
      const resolved = resolve(data) as Data;
      const id = n < items.length ? ref : `${ref}-${n}`;
      return {
        id,
        form: definition.key,
        rev: 3,
        version: 1,
        title: String(resolved[definition.titleField ?? 'name'] ?? ref),
        state: 'active',
        owner: people[n % 3] ?? null,
        department: { id: 'd1', title: '服务部' },
        createdAt: ago(80),
        createdBy: people[1] ?? null,
        updatedAt: ago(n % 40),
        updatedBy: people[n % 3] ?? null,
        deletedAt: null,
        deletedBy: null,
        data: resolved,
      };
    }),
  );
}
const titles = new Map([...records.values()].flat().map((each) => [each.id, each.title]));
for (const each of [...records.values()].flat())
  for (const value of Object.values(each.data))
    if (typeof value === 'object' && value && 'id' in value && titles.has(String(value.id)))
      Object.assign(value, { title: titles.get(String(value.id)) });

const find = (form: string, id: string) => records.get(form)?.find((each) => each.id === id);

function write(record: RecordItem, data: Data, op: Revision['op'] = 'update') {
  const changes: Change[] = Object.entries(data).map(([field, after]) => ({
    field,
    before: record.data[field] ?? null,
    after,
  }));
  record.rev++;
  Object.assign(record.data, data);
  record.updatedAt = new Date().toISOString();
  const revision: Revision = {
    rev: record.rev,
    at: record.updatedAt,
    by: people[0] ?? null,
    op,
    changeSet: `c${++changeSet}`,
    version: 1,
    changes,
  };
  revisions.set(record.id, [revision, ...history(record)]);
  return { ...record, data: { ...record.data }, changeSet: revision.changeSet };
}

const history = (record: RecordItem): Revision[] =>
  revisions.get(record.id) ?? [
    {
      rev: 3,
      at: ago(0.1),
      by: people[0] ?? null,
      op: 'update',
      via: 'import',
      changeSet: 'c0',
      version: 1,
      changes: [
        { field: 'phone', before: '+8613800000160', after: record.data.phone },
        { field: 'jobTitle', before: '助理', after: record.data.jobTitle },
      ],
    },
    {
      rev: 2,
      at: ago(30),
      by: people[1] ?? null,
      op: 'update',
      changeSet: 'c0',
      version: 1,
      changes: [{ field: 'verifiedHow', before: null, after: 'call' }],
    },
    {
      rev: 1,
      at: ago(80),
      by: people[1] ?? null,
      op: 'create',
      changeSet: 'c0',
      version: 1,
      changes: Object.entries(record.data).map(([field, after]) => ({ field, before: null, after })),
    },
  ];

type Body = Record<string, unknown> & { data: Data };
const list = (items: unknown[]) => ({ items, pageInfo: { endCursor: null, hasNextPage: false } });
const form = (definition: FormDefinition) => ({
  key: definition.key,
  app: 'emergency',
  title: definition.title,
  version: 1,
  hasDraft: false,
  definition,
});

const routes: [string, RegExp, (match: string[], body: Body, query: URLSearchParams) => unknown][] = [
  ['POST', /^\/auth\/login$/, () => ({ user: me })],
  ['GET', /^\/auth\/me$/, () => me],
  [
    'GET',
    /^\/apps$/,
    () => list([{ key: 'emergency', title: { 'zh-CN': '紧急联系人', en: 'Emergency contacts' } }]),
  ],
  ['GET', /^\/forms$/, () => list(forms.map(form))],
  [
    'GET',
    /^\/templates$/,
    () =>
      list([
        {
          key: 'emergency-contacts',
          title: { 'zh-CN': '客户紧急联系人', en: 'Emergency contacts' },
          description: { 'zh-CN': '客户出事时该找谁。', en: 'Whom to call.' },
          forms: forms.map(({ key, title }) => ({ key, title })),
        },
      ]),
  ],
  ['GET', /^\/forms\/([^/]+)$/, ([, key]) => form(forms.find((each) => each.key === key) as FormDefinition)],
  ['GET', /^\/forms\/([^/]+)\/views$/, () => list([])],
  ['POST', /^\/forms\/([^/]+)\/views$/, (_, body) => body],
  [
    'POST',
    /^\/forms\/([^/]+)\/records\/query$/,
    ([, key], body) => {
      const all = (records.get(key ?? '') ?? []).filter(
        (each) => !each.deletedAt && JSON.stringify(each).includes(String(body.search ?? '')),
      );
      const start = Number(body.after ?? 0);
      const end = start + Number(body.first ?? 50);
      return {
        items: all.slice(start, end),
        pageInfo: { endCursor: String(end), hasNextPage: end < all.length },
        totalCount: all.length,
      };
    },
  ],
  [
    'POST',
    /^\/forms\/([^/]+)\/records\/aggregate$/,
    ([, key]) => ({ items: [{ count: records.get(key ?? '')?.length }] }),
  ],
  [
    'POST',
    /^\/forms\/([^/]+)\/records\/batch$/,
    ([, key], body) => {
      for (const { id } of (body.delete ?? []) as { id: string }[])
        Object.assign(find(key ?? '', id) ?? {}, {
          deletedAt: new Date().toISOString(),
          deletedBy: people[0],
        });
      for (const { id, data } of (body.update ?? []) as { id: string; data: Data }[])
        write(find(key ?? '', id) as RecordItem, data);
      return { changeSet: `c${changeSet}`, results: [] };
    },
  ],
  ['GET', /^\/forms\/([^/]+)\/records\/([^/]+)$/, ([, key, id]) => find(key ?? '', id ?? '')],
  [
    'PATCH',
    /^\/forms\/([^/]+)\/records\/([^/]+)$/,
    ([, key, id], { data }) => write(find(key ?? '', id ?? '') as RecordItem, data),
  ],
  [
    'DELETE',
    /^\/forms\/([^/]+)\/records\/([^/]+)$/,
    ([, key, id]) => {
      Object.assign(find(key ?? '', id ?? '') ?? {}, {
        deletedAt: new Date().toISOString(),
        deletedBy: people[0],
      });
      return { changeSet: 'c1' };
    },
  ],
  [
    'POST',
    /^\/forms\/([^/]+)\/records\/([^/]+)\/restore$/,
    ([, key, id]) =>
      write(Object.assign(find(key ?? '', id ?? '') as RecordItem, { deletedAt: null }), {}, 'restore'),
  ],
  [
    'POST',
    /^\/forms\/([^/]+)\/records\/([^/]+)\/revert$/,
    ([, key, id], body) => {
      const record = find(key ?? '', id ?? '') as RecordItem;
      const change = history(record).find((each) => each.rev === Number(body.rev) + 1)?.changes ?? [];
      return write(record, Object.fromEntries(change.map((each) => [each.field, each.before])), 'revert');
    },
  ],
  [
    'GET',
    /^\/forms\/([^/]+)\/records\/([^/]+)\/revisions$/,
    ([, key, id]) => ({ items: history(find(key ?? '', id ?? '') as RecordItem) }),
  ],
  [
    'GET',
    /^\/forms\/([^/]+)\/records\/([^/]+)\/revisions\/(\d+)$/,
    ([, key, id]) => find(key ?? '', id ?? ''),
  ],
  [
    'GET',
    /^\/forms\/([^/]+)\/records\/([^/]+)\/references$/,
    () => ({
      items: [{ form: 'call', field: 'contact', count: 3, records: records.get('call')?.slice(0, 3) }],
    }),
  ],
  ['GET', /^\/directory$/, () => ({ users: people, departments: [{ id: 'd1', title: '服务部' }] })],
  [
    'GET',
    /^\/search$/,
    (_, __, query) =>
      list(
        [...records.values()]
          .flat()
          .filter((each) => each.title.includes(query.get('q') ?? ''))
          .slice(0, 8),
      ),
  ],
  [
    'GET',
    /^\/change-sets$/,
    () =>
      list(
        ['导入“Q3 名单.xlsx”，修改 250 条联系人', '删除 20 条联系人', '修改 董桂英'].map((summary, n) => ({
          id: `c${n}`,
          at: ago(n / 3),
          actor: people[n],
          via: n === 0 ? 'import' : 'ui',
          summary,
          records: 250 - n,
        })),
      ),
  ],
  ['POST', /^\/change-sets\/([^/]+)\/undo$/, () => ({ records: 50, conflicts: [] })],
  [
    'GET',
    /^\/recycle-bin$/,
    () =>
      list(
        [...records.values()]
          .flat()
          .filter((each, n) => each.deletedAt || n % 700 === 3)
          .map((each) => ({
            id: each.id,
            form: each.form,
            title: each.title,
            deletedAt: each.deletedAt ?? ago(1),
            deletedBy: people[2],
            changeSet: 'c1',
          })),
      ),
  ],
  [
    'GET',
    /^\/users$/,
    () =>
      list([
        me,
        ...people.slice(1).map((each) => ({
          ...me,
          id: each.id,
          userName: each.id,
          displayName: each.title,
          department: { id: 'd1', title: '服务部' },
          roles: ['member'],
        })),
      ]),
  ],
  [
    'GET',
    /^\/departments$/,
    () =>
      list([
        { id: 'd0', key: 'company', title: '公司', parent: null },
        { id: 'd1', key: 'service', title: '服务部', parent: { id: 'd0', title: '公司' } },
      ]),
  ],
  [
    'GET',
    /^\/roles$/,
    () =>
      list([
        { key: 'administrator', title: { 'zh-CN': '管理员', en: 'Administrator' }, builtIn: true },
        { key: 'member', title: { 'zh-CN': '成员', en: 'Member' }, builtIn: true },
      ]),
  ],
  [
    'GET',
    /^\/tokens$/,
    () =>
      list([
        {
          id: 't1',
          name: '旧同步',
          scopes: ['read'],
          createdAt: ago(60),
          lastUsedAt: ago(1),
          expiresAt: null,
        },
      ]),
  ],
  ['POST', /^\/tokens$/, () => ({ id: 't2', token: 'fh_demo_7Jk2mQ9xV4bN8cR1' })],
];

export function installFakeServer() {
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.origin);
    const path = url.pathname.replace('/api/v1', '');
    await new Promise((done) => setTimeout(done, 60));
    for (const [method, pattern, answer] of routes) {
      const match = pattern.exec(path);
      if (match && method === (init?.method ?? 'GET'))
        return Response.json(
          answer(
            [...match].map(decodeURIComponent),
            typeof init?.body === 'string' ? (JSON.parse(init.body) as Body) : { data: {} },
            url.searchParams,
          ) ?? null,
        );
    }
    return Response.json(
      { code: 'not_found', title: 'Not found', detail: `${init?.method} ${path}` },
      { status: 404 },
    );
  };
}
