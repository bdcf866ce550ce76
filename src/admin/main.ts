import { createPinia } from 'pinia';
import { createApp, watch } from 'vue';
import App from './App.vue';
import { appearance } from './appearance.ts';
import { language } from './language.ts';
import { adoptThemeSheet } from './look/theme-sheet.ts';
import { createOfficeVuetify } from './look/vuetify.ts';
import { createOfficeRouter } from './router.ts';

const app = createApp(App);
const vuetify = createOfficeVuetify();
watch(
  language,
  (chosen) => {
    document.documentElement.lang = chosen;
    vuetify.locale.current.value = chosen;
  },
  { immediate: true },
);
watch(appearance, (chosen) => vuetify.theme.change(chosen), { immediate: true });

adoptThemeSheet(app);
app.use(createPinia());
app.use(createOfficeRouter());
app.use(vuetify);
app.mount('#app');
