/**
 * IAM patterns know two wildcards: `*` any run of characters, `?` one character (IAM user guide, "Resource" and
 * "Action" elements). All matching is done by hand with one step back per star, so the time never exceeds pattern ×
 * text; nothing of the log becomes a regular expression.
 */

/** Whether a pattern matches a text, exact case, as IAM does for resources. */
export function matchesPattern(pattern: string, text: string): boolean {
  return run(pattern, text, (p, t) => p === "?" || p === t);
}

/** Whether an action pattern matches an action (`iam:CreateUser`), whatever the case of either. */
export function matchesAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}

/**
 * Whether everything that `specific` matches is matched by `general` as well, exact case. A yes is always right; a no
 * can be wrong for `general` patterns that mix `?` and `*` (`??*` does cover `a*a`), which only makes a comparison
 * show a change that is none.
 */
export function patternCovers(general: string, specific: string): boolean {
  // A star of `specific` stands for text of any length: only a star of `general` takes it in. Its `?` stands for an
  // unknown character: a letter of `general` can't promise to match it.
  return run(ordered(general), ordered(specific), (g, s) => s !== "*" && (g === "?" || g === s));
}

/** `patternCovers` for action patterns, whatever the case. */
export function actionCovers(general: string, specific: string): boolean {
  return patternCovers(general.toLowerCase(), specific.toLowerCase());
}

/** Whether some text matches both patterns, exact case. */
export function patternsMeet(a: string, b: string): boolean {
  // row[j]: whether the rests a[i…] and b[j…] can match the same text; filled from the end.
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      const p = a.charAt(i);
      const q = b.charAt(j);
      if (p === "" && q === "") row[j] = true;
      else if (p === "*") row[j] = below[j] === true || (q !== "" && row[j + 1] === true);
      else if (q === "*") row[j] = row[j + 1] === true || (p !== "" && below[j] === true);
      else {
        row[j] =
          p !== "" && q !== "" && (p === q || p === "?" || q === "?") && below[j + 1] === true;
      }
    }
    below = row;
  }
  return below[0] === true;
}

/** Whether a pattern is nothing but stars. */
export function isAnything(pattern: string): boolean {
  return /^[*]+$/.test(pattern);
}

/** Whether an action pattern means every action of every service: `*`, `*:*`. */
export function isEveryAction(pattern: string): boolean {
  return actionCovers(pattern, "*:*");
}

function run(pattern: string, text: string, takes: (p: string, t: string) => boolean): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    const letter = pattern.charAt(p);
    if (letter === "*") {
      star = p++;
      mark = t;
    } else if (letter !== "" && takes(letter, text.charAt(t))) {
      p++;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (pattern.charAt(p) === "*") p++;
  return p === pattern.length;
}

/** Within a run of wildcards the order does not matter (`*?` is `?*`); this writes each run in one way. */
function ordered(pattern: string): string {
  let out = "";
  let questions = "";
  let star = "";
  for (const c of pattern) {
    if (c === "?") questions += c;
    else if (c === "*") star = c;
    else {
      out += questions + star + c;
      questions = "";
      star = "";
    }
  }
  return out + questions + star;
}
