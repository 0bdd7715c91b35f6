/** The floors of the house: views -> features -> shared -> host. Nothing points back. */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "A cycle means that two files are one.",
      from: {},
      to: { circular: true },
    },
    {
      name: "host-knows-nobody",
      severity: "error",
      from: { path: "^src/host/" },
      to: { path: "^src/(shared|features|views)/" },
    },
    {
      name: "shared-knows-no-feature",
      severity: "error",
      from: { path: "^src/shared/" },
      to: { path: "^src/(features|views)/" },
    },
    {
      name: "features-know-no-view",
      severity: "error",
      from: { path: "^src/features/" },
      to: { path: "^src/views/" },
    },
    {
      name: "features-stand-alone",
      severity: "error",
      comment: "What two features need belongs to shared; what joins them belongs to a view.",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "one-door-to-tauri",
      severity: "error",
      comment: "Everything else must run over HTTP as well.",
      from: { path: "^src/", pathNot: "^src/host/tauri\\.ts$" },
      to: { path: "@tauri-apps/" },
    },
    {
      name: "one-door-to-pdfjs",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/shared/pdf/" },
      to: { path: "pdfjs-dist" },
    },
    {
      name: "one-door-to-the-editor-library",
      severity: "error",
      comment: "What is typed into a wording goes through one surface.",
      from: { path: "^src/", pathNot: "^src/features/wordings/(schema|surface)\\.ts$" },
      to: { path: "prosemirror-" },
    },
    {
      name: "only-the-client-picks-a-host",
      severity: "error",
      comment: "Views and features call through client.ts.",
      from: { path: "^src/(shared|features|views)/" },
      to: { path: "^src/host/(tauri|http)\\.ts$" },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\?(url|raw|worker)$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.test\\.ts$" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".svelte.ts", ".js", ".mjs", ".svelte", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["browser", "import", "svelte", "default", "types"],
    },
  },
};
