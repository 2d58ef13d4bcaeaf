/** The bundle of the suites holds the text of such a file. */
declare module "*.md" {
  const text: string;
  export default text;
}
