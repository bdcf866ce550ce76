import { mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { defineComponent, h } from 'vue';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Router } from 'vue-router';
import { VApp } from 'vuetify/components/VApp';
import { createOfficeVuetify } from '#admin/look/vuetify.ts';
import { routes } from '#admin/routes.ts';

export interface Mounted {
  readonly wrapper: VueWrapper;
  readonly router: Router;
}

/** A component inside the office's frame: library, router and stores as in the app, attached to the document. */
export function mountInOffice(component: Component, props: Record<string, unknown> = {}): Mounted {
  const router = createRouter({ history: createMemoryHistory(), routes });
  const frame = defineComponent({ render: () => h(VApp, null, { default: () => h(component, props) }) });
  const wrapper = mount(frame, {
    attachTo: document.body,
    global: { plugins: [createPinia(), router, createOfficeVuetify()] },
  });
  return { wrapper, router };
}
