import type { TFunction } from 'i18next';
import { choose } from '@/lib/appearance';
import { changeLanguage, languages } from '@/lib/i18n/i18n';
import type { Section } from './useSections';

export interface Command {
  key: string;
  group: 'forms' | 'create' | 'pages' | 'commands';
  title: string;
  hint?: string | undefined;
  act: (go: (to: string) => void) => void;
}

/** Everything the finder can do besides finding records. */
export function commandsOf(
  t: TFunction<'app'>,
  sections: Section[],
  isAdministrator: boolean,
  shortcuts: () => void,
): Command[] {
  const page = (to: string, key: string): Command => ({
    key: to,
    group: 'pages',
    title: t(key as 'nav.home'),
    act: (go) => go(to),
  });
  const forms = sections.flatMap((section) =>
    section.forms.map((form) => ({ ...form, section: section.title })),
  );
  return [
    ...forms.map((form): Command => ({
      key: form.key,
      group: 'forms',
      title: form.title,
      hint: form.section,
      act: (go) => go(`/forms/${form.key}`),
    })),
    ...forms
      .filter((form) => form.mayCreate)
      .map((form): Command => ({
        key: `new ${form.key}`,
        group: 'create',
        title: t('finder.create', { form: form.title }),
        act: (go) => go(`/forms/${form.key}/new`),
      })),
    page('/', 'nav.home'),
    page('/forms', 'nav.forms'),
    page('/recycle-bin', 'nav.recycleBin'),
    page('/changes', 'nav.changes'),
    page('/security', 'me.security'),
    page('/tokens', 'me.tokens'),
    page('/graphql', 'me.graphql'),
    ...(isAdministrator
      ? [
          page('/templates', 'nav.templates'),
          page('/people', 'nav.people'),
          page('/departments', 'nav.departments'),
          page('/roles', 'nav.roles'),
          page('/settings/sign-in', 'nav.signIn'),
          page('/audit', 'nav.audit'),
          page('/personal-data', 'nav.personalData'),
        ]
      : []),
    ...languages.map((each): Command => ({
      key: each.key,
      group: 'commands',
      title: `${t('me.language')}: ${each.label}`,
      act: () => void changeLanguage(each.key),
    })),
    ...(['light', 'dark'] as const).map((each): Command => ({
      key: each,
      group: 'commands',
      title: `${t('me.appearance')}: ${t(`me.looks.${each}`)}`,
      act: () => choose(each),
    })),
    { key: 'keys', group: 'commands', title: t('me.shortcuts'), act: shortcuts },
  ];
}

/** Those whose words hold all of what was typed; first those whose own name does. */
export function matching(commands: Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands.filter((each) => each.group === 'forms' || each.group === 'pages');
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = commands.filter((each) => holds(`${each.title} ${each.key} ${each.hint ?? ''}`));
  return [...found.filter((each) => holds(each.title)), ...found.filter((each) => !holds(each.title))];
}
