/** A style sheet: beside the script, or, where it is to go into a shadow tree, as its text. */
declare module "*.css" {
  const text: string;
  export default text;
}
