const upperPlural = /[A-Z]{2,}s$/;
const wordStart = /(.)([A-Z][a-z]+)/g;
const wordEnd = /([a-z0-9])([A-Z])/g;

/**
 * The name that AWS's own Python tools give to an API name: `SAMLProviderArn` with `-` is the option
 * `saml-provider-arn`, `CreatePolicy` with `_` the method `create_policy`. The rule is botocore's `xform_name`; its
 * list of exceptions holds only services that Trailproof never calls (Storage Gateway, DynamoDB PartiQL and the like).
 */
export function xformName(name: string, separator: "_" | "-"): string {
  if (name.includes(separator)) return name;
  const plural = upperPlural.exec(name)?.[0];
  const start =
    plural === undefined ? name : name.slice(0, -plural.length) + separator + plural.toLowerCase();
  return start
    .replace(wordStart, `$1${separator}$2`)
    .replace(wordEnd, `$1${separator}$2`)
    .toLowerCase();
}
