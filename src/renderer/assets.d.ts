// A style sheet is imported for what it does; there is nothing in it to name.
declare module '*.css' {}
declare module '@fontsource-variable/public-sans' {}

/** The address of a picture of ours. */
declare module '*.svg' {
  const address: string;
  export { address as default };
}
