import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@/api/types';

// Each feature has its words in <feature>/locales/{zh-CN,en}.json; the folder's name is the namespace. A language comes as a whole and
// before anything is drawn with it: a namespace that is waited for while drawing makes React hold the screen back for 300 ms.
const languagesOfWords = {
  'zh-CN': () => import('./words.zh-CN'),
  en: () => import('./words.en'),
};

const namespaceOf = (path: string) => path.split('/').at(-3) ?? path;

const words: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, callback) {
    languagesOfWords[language as Language]().then(
      ({ default: files }) => {
        for (const [path, texts] of Object.entries(files))
          i18next.addResourceBundle(language, namespaceOf(path), texts);
        callback(null, i18next.getResourceBundle(language, namespace) as object);
      },
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
