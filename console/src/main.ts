import "tdesign-vue-next/es/style/index.css";
import "./kernel/look.css";
import { createApp } from "vue";
import App from "./App.vue";
import { watchIdleness } from "./kernel/idle";
import { router } from "./router";

watchIdleness();
createApp(App).use(router).mount("#app");
