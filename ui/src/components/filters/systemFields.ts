import type { TFunction } from 'i18next';
import type { FieldDefinition } from '@/api/types';

const system = ['owner', 'department', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'] as const;
const systemTypes: Record<(typeof system)[number], string> = {
  owner: 'user',
  department: 'department',
  createdAt: 'dateTime',
  createdBy: 'user',
  updatedAt: 'dateTime',
  updatedBy: 'user',
};

/** What every record has besides its data, as fields. */
export function systemFields(t: TFunction<'filters'>): FieldDefinition[] {
  return system.map((key) => ({
    key,
    type: systemTypes[key],
    label: { 'zh-CN': t(`system.${key}`), en: t(`system.${key}`) },
    readOnly: true,
  }));
}

export const isSystemKey = (key: string) => (system as readonly string[]).includes(key);
