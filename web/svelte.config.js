/** Styles go into files of their own, since the page's policy allows no others. */
export default { compilerOptions: { css: "external", runes: true } };
