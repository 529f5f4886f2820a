import { Button, Form, Modal, Popconfirm, type FormInstance, type FormProps } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props<Values> {
  form: FormInstance<Values>;
  title: string;
  /** The verb on the button. */
  action: string;
  saving: boolean;
  width?: number;
  initialValues?: FormProps<Values>['initialValues'];
  onFinish: (values: Values) => void;
  onClose: () => void;
  /** The way to delete what is edited; says first what that means. */
  remove?: { label: string; title: string; hint?: string; pending: boolean; act: () => void } | undefined;
  children: ReactNode;
}

/** A form in a dialog: Enter sends it, Escape leaves it, deleting asks first. */
export function FormDialog<Values extends object>(props: Props<Values>) {
  const { t } = useTranslation('components');
  const id = useId();
  const { remove } = props;
  return (
    <Modal
      open
      width={props.width ?? 440}
      title={props.title}
      onCancel={props.onClose}
      // The first field, not the button that closes: Enter would leave what was just opened.
      afterOpenChange={(open) => open && focusFirst(id)}
      footer={
        <>
          {remove ? (
            <Popconfirm
              title={remove.title}
              description={remove.hint}
              okText={remove.label}
              okButtonProps={{ danger: true }}
              cancelText={t('cancel')}
              onConfirm={remove.act}
            >
              <Button danger style={{ float: 'left' }} loading={remove.pending}>
                {remove.label}
              </Button>
            </Popconfirm>
          ) : null}
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          {/* Outside the form, but its button: that is how Enter in a field sends it. */}
          <Button type="primary" htmlType="submit" form={id} loading={props.saving}>
            {props.action}
          </Button>
        </>
      }
    >
      <Form<Values>
        id={id}
        form={props.form}
        layout="vertical"
        requiredMark={false}
        onFinish={props.onFinish}
        {...(props.initialValues ? { initialValues: props.initialValues } : {})}
      >
        {props.children}
      </Form>
    </Modal>
  );
}

function focusFirst(id: string) {
  const form = document.getElementById(id);
  if (!form || form.contains(document.activeElement)) return;
  form.querySelector<HTMLElement>('input:not([disabled]), textarea, [tabindex="0"]')?.focus();
}
