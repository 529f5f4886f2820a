export default import.meta.glob<object>('/src/**/locales/zh-CN.json', { import: 'default', eager: true });
