import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import type { FieldDefinition } from '@/api/types';
import { useFormScope } from '@/fields/formScope';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Page } from './layout';
import styles from './RecordForm.module.css';

interface Props {
  pages: Page[];
  active: string | undefined;
  /** Keys of tabs with messages behind them. */
  wrong: ReadonlySet<string>;
  onOpen: (tab: string) => void;
  children: (field: FieldDefinition) => ReactNode;
}

/** Headings and tabs around the fields. */
export function FormPages({ pages, active, wrong, onOpen, children }: Props) {
  const { text } = useLanguage();
  const scope = useFormScope();
  const isShown = (field: FieldDefinition | undefined) =>
    !field || (scope?.stateOf(field.key).visible ?? true);
  const groups = (page: Page) =>
    page.groups
      .filter((group) => isShown(group.heading))
      .map(({ heading, items }, index) => (
        <section
          key={heading?.key ?? index}
          className={styles.group}
          aria-label={heading ? text(heading.label, heading.key) : undefined}
        >
          {heading ? (
            <h3 className={styles.heading}>
              {text(heading.label, heading.key)}
              {text(heading.help) ? <small>{text(heading.help)}</small> : null}
            </h3>
          ) : null}
          <div className={styles.grid}>{items.map(children)}</div>
        </section>
      ));
  const tabs = pages.filter((page) => page.tab && isShown(page.tab));

  return (
    <>
      {pages
        .filter((page) => !page.tab)
        .map((page, index) => (
          <div key={index}>{groups(page)}</div>
        ))}
      {tabs.length > 0 ? (
        <Tabs
          activeKey={active ?? tabs[0]?.tab?.key ?? ''}
          onChange={onOpen}
          items={tabs.map((page) => ({
            key: page.tab?.key ?? '',
            label: (
              <span data-wrong={wrong.has(page.tab?.key ?? '')} className={styles.tab}>
                {text(page.tab?.label, page.tab?.key)}
              </span>
            ),
            forceRender: true,
            children: groups(page),
          }))}
        />
      ) : null}
    </>
  );
}
