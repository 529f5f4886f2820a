import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '@/api/roles';
import { forGood, HeldTimes, type HeldTime } from '@/components/access/HeldTimes';
import { useLanguage } from '@/lib/i18n/useLanguage';

export type GivenRole = HeldTime & { role: string };

interface Props {
  id?: string;
  roles: Role[];
  value?: GivenRole[];
  onChange?: (value: GivenRole[]) => void;
}

/** The roles of a person, each for good or for a time. */
export function RolesInput({ id, roles, value = [], onChange = () => undefined }: Props) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  const title = (key: string) => text(roles.find((role) => role.key === key)?.title, key);
  return (
    <>
      <Select<string[]>
        {...(id ? { id } : {})}
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={value.map((each) => each.role)}
        options={roles.map((role) => ({ value: role.key, label: title(role.key) }))}
        onChange={(keys) =>
          onChange(keys.map((role) => value.find((each) => each.role === role) ?? { role, ...forGood }))
        }
      />
      <HeldTimes
        label={t('users.roleTimes')}
        items={value.map(({ role, from, until }) => ({ key: role, label: title(role), from, until }))}
        onChange={(role, time) =>
          onChange(value.map((each) => (each.role === role ? { role, ...time } : each)))
        }
      />
    </>
  );
}
