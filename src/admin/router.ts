import { createRouter, createWebHashHistory } from 'vue-router';
import { routes } from './routes.ts';

/** Addresses live behind the hash, so that the installed app needs no rule of the web server and works offline. */
export function createOfficeRouter() {
  return createRouter({
    history: createWebHashHistory(),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
}
