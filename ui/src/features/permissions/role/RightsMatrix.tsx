import { ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useApps, useForms } from '@/api/forms';
import { actionGroups, type ActionGroup } from '@/api/roles';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useIsPhone } from '@/lib/useMediaQuery';
import styles from '../permissions.module.css';
import { all, cellOf, type GrantDraft } from './draft';

interface Props {
  grants: GrantDraft[];
  errors: Record<string, string>;
  /** Opens a form's grants; with a group, from its cell. */
  onOpen: (form: string, group?: ActionGroup) => void;
}

interface Line {
  form: string;
  title: string;
  section?: string | undefined;
  gone?: boolean;
  /** Everyone may use it by its design, whatever a role says. */
  isOpen?: boolean;
}

/** Every form and what may be done with it; the first line is about all forms. */
export function RightsMatrix({ grants, errors, onOpen }: Props) {
  const { t } = useTranslation('permissions');
  const isPhone = useIsPhone();
  const lines = useLines(grants);
  const isWrong = (form: string) =>
    grants.some(
      (grant, index) =>
        grant.form === form && Object.keys(errors).some((path) => path.startsWith(`/grants/${index}/`)),
    );
  const Lines = isPhone ? Cards : Table;
  return <Lines lines={lines} grants={grants} isWrong={isWrong} label={t('may.title')} onOpen={onOpen} />;
}

interface LinesProps {
  lines: Line[];
  grants: GrantDraft[];
  isWrong: (form: string) => boolean;
  label: string;
  onOpen: Props['onOpen'];
}

function Table({ lines, grants, isWrong, label, onOpen }: LinesProps) {
  const { t } = useTranslation(['permissions', 'access']);
  const say = useCellWords();
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('may.form')}</th>
            {actionGroups.map((group) => (
              <th key={group.key} scope="col">
                {t(`access:group.${group.key}`)}
              </th>
            ))}
            <th scope="col">{t('may.fields')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const own = grants.filter((grant) => grant.form === line.form);
            return (
              <tr
                key={line.form}
                data-form={line.form}
                className={line.form === all ? styles.allForms : undefined}
              >
                <th scope="row">
                  <LineName
                    line={line}
                    granted={own.length > 0}
                    wrong={isWrong(line.form)}
                    onOpen={() => onOpen(line.form)}
                  />
                </th>
                {actionGroups.map((group) => {
                  const { words, tone } = say(grants, line.form, group);
                  return (
                    <td key={group.key}>
                      {/* The keyboard opens the line by its name; every cell a stop would make it a long way. */}
                      <button
                        type="button"
                        tabIndex={-1}
                        className={`${styles.cell} ${styles[tone]}`}
                        onClick={() => onOpen(line.form, group)}
                      >
                        {words}
                      </button>
                    </td>
                  );
                })}
                <td>
                  <button
                    type="button"
                    tabIndex={-1}
                    className={styles.cell}
                    onClick={() => onOpen(line.form)}
                  >
                    <FieldWords grants={own} />
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ lines, grants, isWrong, label, onOpen }: LinesProps) {
  const { t } = useTranslation(['permissions', 'access']);
  const say = useCellWords();
  return (
    <ul className={styles.cards} aria-label={label}>
      {lines.map((line) => {
        const own = grants.filter((grant) => grant.form === line.form);
        const given = actionGroups.flatMap((group) => {
          const { words, tone } = say(grants, line.form, group);
          return tone !== 'nothing' ? [`${t(`access:group.${group.key}`)}: ${words}`] : [];
        });
        return (
          <li key={line.form} data-form={line.form}>
            <LineName
              line={line}
              granted={own.length > 0}
              wrong={isWrong(line.form)}
              onOpen={() => onOpen(line.form)}
            />
            <span className={styles.soft}>
              {given.length > 0 ? given.join(' · ') : t('may.nothing')}
              {own.length > 0 ? (
                <>
                  {' · '}
                  {t('may.fields')}: <FieldWords grants={own} />
                </>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface NameProps {
  line: Line;
  /** Whether the role says something of it. */
  granted: boolean;
  wrong: boolean;
  onOpen: () => void;
}

function LineName({ line, granted, wrong, onOpen }: NameProps) {
  const { t } = useTranslation('permissions');
  return (
    <>
      <button type="button" className={styles.lineName} onClick={onOpen}>
        {line.title}
      </button>
      {line.section ? <small className={styles.soft}>{line.section}</small> : null}
      {line.gone ? <small className={styles.error}>{t('may.gone')}</small> : null}
      {granted && line.isOpen ? (
        <small className={styles.open}>
          <ExclamationCircleOutlined aria-hidden /> {t('may.openToAll')}
        </small>
      ) : null}
      {wrong ? (
        <span className={styles.error}>
          <ExclamationCircleOutlined aria-hidden /> {t('may.wrong')}
        </span>
      ) : null}
    </>
  );
}

/** What grants leave of the fields, in a few words. */
function FieldWords({ grants }: { grants: GrantDraft[] }) {
  const { t } = useTranslation('permissions');
  if (grants.length === 0) return <span className={styles.nothing}>–</span>;
  const limited = grants.filter(({ fields }) => Object.keys(fields).length > 0);
  if (limited.length === 0) return <>{t('may.allFields')}</>;
  const named = limited.flatMap(({ fields }) => Object.values(fields));
  const hidden = named.filter((right) => right === 'hidden').length;
  const masked = named.filter((right) => right === 'masked').length;
  const words = [
    ...(hidden > 0 ? [t('may.hidden', { count: hidden })] : []),
    ...(masked > 0 ? [t('may.masked', { count: masked })] : []),
  ];
  return <>{words.length > 0 ? words.join(t('comma')) : t('may.someFields')}</>;
}

/** What a cell says: the form's own grants with what it has as all forms have. */
function useCellWords() {
  const { t } = useTranslation(['permissions', 'access']);
  return (grants: GrantDraft[], form: string, group: ActionGroup) => {
    const own = cellOf(
      grants.filter((grant) => grant.form === form),
      group,
    );
    const cell = cellOf(
      grants.filter((grant) => grant.form === form || grant.form === all),
      group,
    );
    const tone: 'own' | 'inherited' | 'nothing' =
      own.given > 0 ? 'own' : cell.given > 0 ? 'inherited' : 'nothing';
    if (tone === 'nothing') return { words: '–', tone };
    const rows = cell.rows.map((each) => t(`access:rowsShort.${each}`)).join(t('plus'));
    return { words: cell.given < cell.of ? `${rows} (${cell.given}/${cell.of})` : rows, tone };
  };
}

/** All forms, the forms by application, and forms that grants name though they are gone. */
function useLines(grants: GrantDraft[]): Line[] {
  const { t } = useTranslation('permissions');
  const { text } = useLanguage();
  const forms = useForms().data ?? [];
  const apps = useApps().data ?? [];
  const order = new Map(apps.map((app, index) => [app.key, index]));
  const place = (app: string | null | undefined) => order.get(app ?? '') ?? order.size;
  const known = forms
    .toSorted((a, b) => place(a.app) - place(b.app))
    .map((form): Line => ({
      form: form.key,
      title: text(form.title, form.key),
      section: text(apps.find((app) => app.key === form.app)?.title) || undefined,
      isOpen: form.members?.includes('*') ?? false,
    }));
  const gone = [...new Set(grants.map((grant) => grant.form))]
    .filter((key) => key !== all && forms.length > 0 && !forms.some((form) => form.key === key))
    .map((key): Line => ({ form: key, title: key, gone: true }));
  return [{ form: all, title: t('may.allForms') }, ...known, ...gone];
}
