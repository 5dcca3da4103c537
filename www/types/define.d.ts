import "./element";
