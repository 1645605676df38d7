# Merging boards as a compact program: boards are assigned to hosts, in place of choosing among sets of boards.
#
# x[i,h] = 1 where board i is merged into the board hosted by h <= i; h hosts where x[h,h] = 1. The same objective as
# moot's where frequencies, standing business and lengths are alike, as they are in the data that compact.py writes:
# every board meets F times, with the same standing business o, preparation and travel, and each theme takes m minutes
# at every meeting of every board that has it. Then
#
#     minimise  sum_h sum_p w_p (F (o + prep + travel) seat[p,h] + hours of what h discusses for whom it seats)
#               + overlap_weight sum_h,t T hear[h,t] + merge_penalty (boards merged away) + support F sum_h x[h,h]
#
# The product of seat and theme is linearised by sits[p,h,t] >= seat[p,h] + hear[h,t] - 1, which is what makes the
# relaxation weak: half a seat and half a theme cost nothing together.

param n, integer;
set B := 1..n;
set P;
set T;
set MEMBER within {B, P};
set AGENDA within {B, T};
set CLASH within {B, B};          # pairs that may not sit together
param weight{P};
param overhead;                   # hours a year of standing business, preparation and travel
param theme_hours;                # hours a year of a theme on a board
param residual;                   # part of the duplicated hours that stays
param overlap_weight;
param merge_penalty;
param support;                    # weighted support hours of a board a year
param own{B};                     # hours a year of own business
param max_merge;
param constant;

var x{i in B, h in B: h <= i}, binary;
var seat{p in P, h in B} >= 0, <= 1;
var hear{h in B, t in T} >= 0, <= 1;
var spent{h in B} >= 0;           # agenda hours of the board
var hours{p in P, h in B} >= 0;   # agenda hours of a person there
var theme{h in B, t in T} >= 0;

param most := sum{i in B} own[i] + card(AGENDA) * theme_hours;

minimize cost:
    sum{p in P, h in B} weight[p] * (overhead * seat[p,h] + hours[p,h])
    + overlap_weight * sum{h in B, t in T} theme[h,t]
    + (support - merge_penalty) * sum{h in B} x[h,h];

s.t. once{i in B}: sum{h in B: h <= i} x[i,h] = 1;
s.t. hosted{i in B, h in B: h < i}: x[i,h] <= x[h,h];
s.t. room{h in B}: sum{i in B: i >= h} x[i,h] <= max_merge * x[h,h];
s.t. apart{(i,j) in CLASH, h in B: h <= i and h <= j}: x[i,h] + x[j,h] <= x[h,h];
s.t. seated{(i,p) in MEMBER, h in B: h <= i}: seat[p,h] >= x[i,h];
s.t. heard{(i,t) in AGENDA, h in B: h <= i}: hear[h,t] >= x[i,h];
# One footprint in full, of the others the residual.
s.t. discussed{h in B, t in T}: theme[h,t] >= theme_hours * ((1 - residual) * hear[h,t]
    + residual * sum{(i,t) in AGENDA: i >= h} x[i,h]);
s.t. agenda{h in B}: spent[h] >= sum{t in T} theme[h,t] + sum{i in B: i >= h} own[i] * x[i,h];
s.t. listens{p in P, h in B}: hours[p,h] >= spent[h] - most * (1 - seat[p,h]);
solve;
# Constants stand here, since GLPK leaves them out of the objective's value.
printf "compact objective %.6f\n", cost + merge_penalty * n - constant;
end;
