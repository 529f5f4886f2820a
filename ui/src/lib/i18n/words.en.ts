export default import.meta.glob<object>('/src/**/locales/en.json', { import: 'default', eager: true });
