import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/api/types';

// Each feature has its words in <feature>/locales/{zh-CN,en}.json; the folder's name is the namespace. They load when first needed.
const files = import.meta.glob<Record<string, unknown>>('/src/**/locales/*.json', { import: 'default' });

const words: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, callback) {
    const found = Object.entries(files).find(([path]) =>
      path.endsWith(`/${namespace}/locales/${language}.json`),
    );
    if (!found) return callback(new Error(`no words for ${namespace} in ${language}`), null);
    found[1]().then(
      (texts) => callback(null, texts),
      (error: unknown) => callback(error as Error, null),
    );
  },
};

export const languages: { key: Language; label: string }[] = [
  { key: 'zh-CN', label: '简体中文' },
  { key: 'en', label: 'English' },
];

const stored = () => localStorage.getItem('formshub.language');

export const isLanguageChosen = () => stored() !== null;

export function firstLanguage(): Language {
  const wanted = stored() ?? navigator.language;
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export async function startI18n() {
  await i18next
    .use(words)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      supportedLngs: languages.map((each) => each.key),
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['app', 'components'],
      defaultNS: 'components',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

export async function changeLanguage(language: Language) {
  localStorage.setItem('formshub.language', language);
  await i18next.changeLanguage(language);
}
