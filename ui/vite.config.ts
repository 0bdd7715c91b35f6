import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // The window and the test host both serve from the root of their own origin.
  base: "/",
  server: { port: 1420, strictPort: true, host: "127.0.0.1" },
  build: {
    target: ["safari16", "chrome111"],
    // The content security policy allows no data: fonts, so nothing is inlined.
    assetsInlineLimit: 0,
    // PDF.js and its worker are one large file each, read from disk.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // Not every server knows that .mjs is JavaScript.
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith(".mjs"))
            ? "assets/[name]-[hash].js"
            : "assets/[name]-[hash][extname]",
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
  },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : undefined,
});
