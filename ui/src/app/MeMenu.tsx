import { Dropdown, type MenuProps } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '@/api/client';
import { signOut, useMe } from '@/api/me';
import { endView } from '@/api/viewAs';
import type { Language } from '@/api/types';
import { Initial } from '@/components/Initial';
import { useAppearance, type Appearance } from '@/lib/appearance';
import { changeLanguage, languages } from '@/lib/i18n/i18n';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import styles from './TopBar.module.css';

export interface MenuActions {
  onShortcuts: () => void;
  onPassword: () => void;
}

/** Me: language and light or dark without a reload, my tokens, sign out. */
export function MeMenu({ onShortcuts, onPassword }: MenuActions) {
  const { t } = useTranslation('app');
  const { me, isAdministrator } = useMe();
  const isPhone = useIsPhone();
  const { language } = useLanguage();
  const { chosen, choose } = useAppearance();
  const navigate = useNavigate();
  const queries = useQueryClient();

  const leave = async () => {
    if (me?.viewedBy) return endView();
    await signOut().catch(() => undefined);
    queries.clear();
    await navigate('/sign-in');
  };

  // Where the navigation at the left has no place.
  const pages = (all: readonly Page[]) =>
    all.map((each) => ({ key: each, label: t(`nav.${each}`), onClick: () => void navigate(`/${each}`) }));
  const items: MenuProps['items'] = [
    { key: 'who', type: 'group', label: `${me?.displayName ?? ''} · ${me?.userName ?? ''}` },
    {
      key: 'languages',
      type: 'group',
      label: t('me.language'),
      children: languages.map((each) =>
        choice(each.key, each.label, each.key === language, () => void speak(each.key)),
      ),
    },
    {
      key: 'looks',
      type: 'group',
      label: t('me.appearance'),
      children: looks.map((each) => choice(each, t(`me.looks.${each}`), each === chosen, () => choose(each))),
    },
    { type: 'divider' },
    ...(isPhone
      ? [
          ...pages(['notices', 'requests', 'changes', ...(isAdministrator ? administration : [])]),
          { type: 'divider' as const },
        ]
      : []),
    // The account is the other person's own affair.
    ...(me?.viewedBy
      ? []
      : [
          { key: 'password', label: t('me.password'), onClick: onPassword },
          { key: 'security', label: t('me.security'), onClick: () => void navigate('/security') },
          { key: 'tokens', label: t('me.tokens'), onClick: () => void navigate('/tokens') },
        ]),
    { key: 'graphql', label: t('me.graphql'), onClick: () => void navigate('/graphql') },
    { key: 'keys', label: t('me.shortcuts'), onClick: onShortcuts },
    { key: 'out', label: t(me?.viewedBy ? 'view.end' : 'me.signOut'), onClick: () => void leave() },
  ];

  return (
    <Dropdown menu={{ items, selectable: false }} trigger={['click']} placement="bottomRight">
      <button type="button" className={styles.me} aria-label={t('me.open', { name: me?.displayName ?? '' })}>
        <Initial name={me?.displayName ?? '?'} />
      </button>
    </Dropdown>
  );
}

/** At once here, and kept for the next browser. */
async function speak(language: Language) {
  await changeLanguage(language);
  await api.put('/auth/language', { language }).catch(() => undefined);
}

const administration = ['people', 'departments', 'roles'] as const;
type Page = 'notices' | 'requests' | 'changes' | (typeof administration)[number];
const looks: Appearance[] = ['system', 'light', 'dark'];

const choice = (key: string, label: string, on: boolean, onClick: () => void) => ({
  key,
  onClick,
  label: (
    <span className={styles.choice}>
      {label}
      <span aria-hidden>{on ? '✓' : ''}</span>
    </span>
  ),
});
