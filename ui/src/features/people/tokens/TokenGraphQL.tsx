import { Modal, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Token } from '../api/tokens';
import { DocumentsOfToken } from './DocumentsOfToken';
import { OperationsOfToken } from './OperationsOfToken';

/** What a token asks by GraphQL, and what it is held to. */
export function TokenGraphQL({ token, onClose }: { token: Token; onClose: () => void }) {
  const { t } = useTranslation('people');
  return (
    <Modal
      open
      width={720}
      title={t('tokens.operationsOf', { name: token.name })}
      footer={null}
      onCancel={onClose}
    >
      <Tabs
        items={[
          { key: 'seen', label: t('tokens.seen'), children: <OperationsOfToken token={token} /> },
          { key: 'documents', label: t('tokens.documents'), children: <DocumentsOfToken token={token} /> },
        ]}
      />
    </Modal>
  );
}
