import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const local = process.env["XINGLIN_FRONT"] ?? "http://127.0.0.1:8600";

export default defineConfig({
  base: "/console/",
  plugins: [vue()],
  server: { host: "127.0.0.1", proxy: { "/api": local, "/upload": local } },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // nothing inline: the content security policy allows files of this origin alone
    chunkSizeWarningLimit: 1500,
  },
});
