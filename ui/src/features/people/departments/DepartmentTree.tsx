import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import table from '@/components/table.module.css';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Department } from '../api/departments';
import styles from '../people.module.css';
import { branchesOf } from './tree';

interface Props {
  departments: Department[];
  onOpen: (department: Department) => void;
  onAdd: (parent: string) => void;
}

export function DepartmentTree({ departments, onOpen, onAdd }: Props) {
  const { t } = useTranslation('people');
  const { text } = useLanguage();
  return (
    <div className={table.wrap}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('departments.name')}</th>
            <th scope="col">{t('key')}</th>
            <th scope="col" className={table.end}>
              {t('departments.people')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {branchesOf(departments).map(({ department, depth }) => (
            <tr key={department.id}>
              <td>
                <button
                  type="button"
                  className={styles.open}
                  style={{ marginLeft: depth * 20 }}
                  onClick={() => onOpen(department)}
                >
                  {depth > 0 ? <span aria-hidden className={styles.branch} /> : null}
                  {text(department.title, department.key)}
                </button>
              </td>
              <td className={table.soft}>{department.key}</td>
              <td className={table.end}>{t('departments.count', { count: department.users })}</td>
              <td className={table.end}>
                <Button size="small" type="text" onClick={() => onAdd(department.id)}>
                  {t('departments.add')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
