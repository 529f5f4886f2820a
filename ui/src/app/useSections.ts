import { useApps, useCounts, useForms } from '@/api/forms';
import { may } from '@/api/rights';
import type { Form } from '@/api/types';
import { useLanguage } from '@/lib/i18n/useLanguage';

export interface Section {
  key: string;
  title: string;
  forms: { key: string; title: string; count: number | undefined; mayCreate: boolean }[];
}

/** The applications and their published forms, as the navigation lists them; forms of no application come last. */
export function useSections(other: string): { sections: Section[]; isPending: boolean } {
  const { text } = useLanguage();
  const forms = useForms();
  const apps = useApps();
  const shown = (forms.data ?? []).filter((form) => form.version);

  const counts = useCounts();

  const entry = (form: Form) => ({
    key: form.key,
    title: text(form.title, form.key),
    count: counts.get(form.key),
    mayCreate: may(form, 'create'),
  });
  const known = new Set(apps.data?.map((app) => app.key));
  const sections = (apps.data ?? []).map((app) => ({
    key: app.key,
    title: text(app.title, app.key),
    forms: shown.filter((form) => form.app === app.key).map(entry),
  }));
  const rest = shown.filter((form) => !form.app || !known.has(form.app)).map(entry);
  if (rest.length > 0) sections.push({ key: '', title: other, forms: rest });

  return {
    sections: sections.filter((each) => each.forms.length > 0),
    isPending: forms.isPending || apps.isPending,
  };
}
