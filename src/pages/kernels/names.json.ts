import type { APIRoute } from "astro";
import { kernelNamesFile } from "../../site/kernel-answers.ts";

export const GET: APIRoute = () => Response.json(kernelNamesFile());
